import IngestService
import Runtime

@main
enum Main {
  static func main() async {
    await ServiceMain.run("reckoner-ingest", settings: Ingest.settings, build: Ingest.build)
  }
}
