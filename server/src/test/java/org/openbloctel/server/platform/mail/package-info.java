@NullMarked
package org.openbloctel.server.platform.mail;

import org.jspecify.annotations.NullMarked;
