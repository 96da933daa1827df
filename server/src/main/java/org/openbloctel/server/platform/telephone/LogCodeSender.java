package org.openbloctel.server.platform.telephone;

import java.util.Locale;
import org.openbloctel.registry.accounts.consumer.NumberCodes;
import org.openbloctel.registry.accounts.consumer.PhoneNumber;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** For trials: writes the code into the log, and not the number it is for. Never for real people. Thread-safe. */
final class LogCodeSender implements NumberCodes.Sender {
    private static final Logger LOG = LoggerFactory.getLogger(LogCodeSender.class);

    @Override
    public boolean send(PhoneNumber number, String code, Channel channel, Locale locale) {
        LOG.info("The code that would be sent by {} is {}", channel, code);
        return true;
    }
}
