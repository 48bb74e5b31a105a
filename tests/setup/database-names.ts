/** The role that owns the tests' databases: no superuser, as in a real installation. */
export const owner = 'fuquan';
/** The migrated database that each test's own is cloned from. */
export const templateDatabase = 'fuquan_template';
