/** Case files: pages of inspectors, of the company, and the public list of sanctions. */
@NullMarked
package org.openbloctel.server.authority.casefile;

import org.jspecify.annotations.NullMarked;
