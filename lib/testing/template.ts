/** The database with the schema applied that every test's own database is copied from. */
export const TEMPLATE = 'carryover_template'
