import GatewayService
import Runtime

@main
enum Main {
  static func main() async {
    await ServiceMain.run("reckoner-gateway", settings: Gateway.settings, build: Gateway.build)
  }
}
