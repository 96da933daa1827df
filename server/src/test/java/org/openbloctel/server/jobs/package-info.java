@NullMarked
package org.openbloctel.server.jobs;

import org.jspecify.annotations.NullMarked;
