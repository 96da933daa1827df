@NullMarked
package org.openbloctel.server.platform.files;

import org.jspecify.annotations.NullMarked;
