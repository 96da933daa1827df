/**
 * Who may do what: who is signed in, which access a route needs, when a second factor is asked for again, how many requests an address or a
 * person has, and what the security log is told of it.
 */
@NullMarked
package org.openbloctel.server.platform.access;

import org.jspecify.annotations.NullMarked;
