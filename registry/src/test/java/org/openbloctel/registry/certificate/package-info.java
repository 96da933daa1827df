@NullMarked
package org.openbloctel.registry.certificate;

import org.jspecify.annotations.NullMarked;
