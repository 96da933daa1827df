@NullMarked
package org.openbloctel.server.callfiles.certificate;

import org.jspecify.annotations.NullMarked;
