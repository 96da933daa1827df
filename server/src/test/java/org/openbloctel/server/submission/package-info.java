@NullMarked
package org.openbloctel.server.submission;

import org.jspecify.annotations.NullMarked;
