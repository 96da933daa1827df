@NullMarked
package org.openbloctel.registry.session;

import org.jspecify.annotations.NullMarked;
