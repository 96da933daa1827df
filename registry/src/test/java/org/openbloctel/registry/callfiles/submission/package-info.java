@NullMarked
package org.openbloctel.registry.callfiles.submission;

import org.jspecify.annotations.NullMarked;
