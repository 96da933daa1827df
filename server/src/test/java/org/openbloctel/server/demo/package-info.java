@NullMarked
package org.openbloctel.server.demo;

import org.jspecify.annotations.NullMarked;
