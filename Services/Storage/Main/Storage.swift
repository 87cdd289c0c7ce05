import Runtime
import StorageService

@main
enum Main {
  static func main() async {
    await ServiceMain.run(
      "reckoner-storage", settings: Storage.settings, commands: [Storage.restore],
      build: Storage.build)
  }
}
