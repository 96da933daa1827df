/**
 * Several packaged servers behind a balancer, on one PostgreSQL, under mixed traffic, while parts of them are killed, frozen, cut off or
 * filled up, or replaced by another version. What was acknowledged is kept in a journal and compared with what is there afterwards.
 */
@NullMarked
package org.openbloctel.acceptance.faults;

import org.jspecify.annotations.NullMarked;
