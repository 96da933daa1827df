@NullMarked
package org.openbloctel.server.portal.certificate;

import org.jspecify.annotations.NullMarked;
