@NullMarked
package org.openbloctel.server.mail;

import org.jspecify.annotations.NullMarked;
