/**
 * Pages about the service itself, which need no account: home, help, codes, status, site map, and the description of the API.
 *
 * <p>{@code MinuteMarker} marks the minutes in which this server found the service healthy.
 */
@NullMarked
package org.openbloctel.server.service.site;

import org.jspecify.annotations.NullMarked;
