import AnalyticsService
import Runtime

@main
enum Main {
  static func main() async {
    await ServiceMain.run(
      "reckoner-analytics", settings: Analytics.settings, build: Analytics.build)
  }
}
