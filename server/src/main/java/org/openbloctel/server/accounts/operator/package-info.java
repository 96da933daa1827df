/** The operator's pages: companies to verify, payments, the audit trail, retention; and the jobs that erase what no longer may be kept. */
@NullMarked
package org.openbloctel.server.accounts.operator;

import org.jspecify.annotations.NullMarked;
