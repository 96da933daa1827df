@NullMarked
package org.openbloctel.server.web;

import org.jspecify.annotations.NullMarked;
