@NullMarked
package org.openbloctel.server.callfiles.submission;

import org.jspecify.annotations.NullMarked;
