@NullMarked
package org.openbloctel.server.portal.submission;

import org.jspecify.annotations.NullMarked;
