@NullMarked
package org.openbloctel.server.platform.jobs;

import org.jspecify.annotations.NullMarked;
