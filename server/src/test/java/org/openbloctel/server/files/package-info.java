@NullMarked
package org.openbloctel.server.files;

import org.jspecify.annotations.NullMarked;
