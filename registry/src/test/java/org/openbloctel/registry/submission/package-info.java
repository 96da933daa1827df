@NullMarked
package org.openbloctel.registry.submission;

import org.jspecify.annotations.NullMarked;
