/**
 * The security log's page, and its way off the machine: a file of JSON lines, messages of syslog. What is noted is noted by
 * {@code Traces}, at the doors.
 */
@NullMarked
package org.openbloctel.server.platform.security;

import org.jspecify.annotations.NullMarked;
