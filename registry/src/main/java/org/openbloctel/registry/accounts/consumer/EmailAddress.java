package org.openbloctel.registry.accounts.consumer;

import java.util.Locale;
import java.util.regex.Pattern;
import org.openbloctel.registry.platform.refusal.ConsumerRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;

/**
 * An address to write to, in lower case: two spellings of one mailbox are one consumer. Whether it exists only a mail can tell.
 *
 * @param text the address
 */
public record EmailAddress(String text) {
    private static final int LOCAL = 64;
    private static final int WHOLE = 254;
    private static final Pattern SHAPE =
            Pattern.compile("[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
                    + "@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])");

    /** Reads what a person typed. */
    public static EmailAddress read(String typed) {
        String text = typed.strip().toLowerCase(Locale.ROOT);
        // The lengths first: the pattern never runs over a text without bound.
        if (text.length() > WHOLE
                || text.indexOf('@') > LOCAL
                || !SHAPE.matcher(text).matches()) {
            throw new RefusedException(new ConsumerRefusal.NotAnAddress());
        }
        return new EmailAddress(text);
    }

    @Override
    public String toString() {
        return "an e-mail address";
    }
}
