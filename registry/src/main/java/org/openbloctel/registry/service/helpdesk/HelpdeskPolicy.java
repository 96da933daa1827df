package org.openbloctel.registry.service.helpdesk;

import java.net.URI;
import java.util.Optional;

/**
 * The operator's settings of the help desk.
 *
 * @param portal the portal's address as people see it; links in mails begin with it
 * @param address where people mail questions and replies; empty where none are read
 * @param answerDays within how many working days a question is to be answered
 */
public record HelpdeskPolicy(URI portal, Optional<String> address, int answerDays) {}
