/**
 * What every door of HTTP has in common: who is signed in, who may go where (one table), how a refusal is rendered. The API
 * and the portal stand on it; it knows neither.
 */
@NullMarked
package org.openbloctel.server.http;

import org.jspecify.annotations.NullMarked;
