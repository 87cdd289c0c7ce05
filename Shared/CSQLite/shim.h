#include <sqlite3.h>

/* A cast of -1 to a function pointer, which Swift does not import. */
static inline sqlite3_destructor_type reckoner_sqlite_transient(void) { return SQLITE_TRANSIENT; }

/* The interface of the full-text search of a connection; null where the library has none. */
static inline fts5_api *reckoner_fts5_api(sqlite3 *connection) {
  fts5_api *api = 0;
  sqlite3_stmt *statement = 0;
  if (sqlite3_prepare_v2(connection, "SELECT fts5(?1)", -1, &statement, 0) == SQLITE_OK) {
    sqlite3_bind_pointer(statement, 1, (void *)&api, "fts5_api_ptr", 0);
    sqlite3_step(statement);
  }
  sqlite3_finalize(statement);
  return api;
}
