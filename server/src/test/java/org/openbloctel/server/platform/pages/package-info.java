@NullMarked
package org.openbloctel.server.platform.pages;

import org.jspecify.annotations.NullMarked;
