/**
 * The way of a request to its handler and back: the chains of security, the filters, the limits of connections, and the answers to what is
 * refused or fails. Above the other packages of pages and API.
 */
@NullMarked
package org.openbloctel.server.platform.web;

import org.jspecify.annotations.NullMarked;
