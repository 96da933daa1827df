package org.openbloctel.server.accounts.credential;

import org.openbloctel.registry.accounts.company.Members;
import org.openbloctel.registry.accounts.operator.Staff;
import org.openbloctel.registry.authority.inspection.Inspectors;
import org.springframework.stereotype.Component;

/** Where the people of each realm are looked up. Thread-safe. */
@Component
record AccountHolders(Members members, Staff staff, Inspectors inspectors) {}
