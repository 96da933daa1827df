@NullMarked
package org.openbloctel.server.certificate;

import org.jspecify.annotations.NullMarked;
