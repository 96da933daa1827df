@NullMarked
package org.openbloctel.server.platform.web;

import org.jspecify.annotations.NullMarked;
