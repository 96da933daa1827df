package org.openbloctel.server.credential;

import org.openbloctel.registry.company.Members;
import org.openbloctel.registry.inspection.Inspectors;
import org.openbloctel.registry.operator.Staff;
import org.springframework.stereotype.Component;

/** Where the people of each realm are looked up. Thread-safe. */
@Component
record AccountHolders(Members members, Staff staff, Inspectors inspectors) {}
