@NullMarked
package org.openbloctel.server.document;

import org.jspecify.annotations.NullMarked;
