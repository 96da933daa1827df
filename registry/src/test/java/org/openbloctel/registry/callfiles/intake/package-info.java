@NullMarked
package org.openbloctel.registry.callfiles.intake;

import org.jspecify.annotations.NullMarked;
