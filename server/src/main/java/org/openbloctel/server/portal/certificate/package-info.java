/** The pages on which anyone verifies a certificate. */
@NullMarked
package org.openbloctel.server.portal.certificate;

import org.jspecify.annotations.NullMarked;
