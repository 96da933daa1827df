/**
 * The guard: made here, and shown to the operator's people, who lift its stops and raise budgets. The rules are in
 * {@code registry.list.guard}.
 */
@NullMarked
package org.openbloctel.server.list.guard;

import org.jspecify.annotations.NullMarked;
