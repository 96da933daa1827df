package org.openbloctel.registry.accounts.credential;

import java.util.Locale;
import java.util.regex.Pattern;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;

/** E-mail addresses as they are compared: trimmed and in lower case. */
public final class Email {
    /** One @, a dot behind it, no blank or control character: what else holds, the confirming mail shows. */
    private static final Pattern SHAPE =
            Pattern.compile("[^@\\s\\p{Cntrl}\"<>,;]+@[^@\\s\\p{Cntrl}\"<>,;]+\\.[^@\\s\\p{Cntrl}\"<>,;.]+");

    private static final int MAX_LENGTH = 254;

    private Email() {}

    /** The address as it is kept; refused when it is none. */
    public static String of(String typed) {
        String email = typed.strip().toLowerCase(Locale.ROOT);
        if (email.length() > MAX_LENGTH || !SHAPE.matcher(email).matches()) {
            throw new RefusedException(new RequestRefusal.UnreadableField("email"));
        }
        return email;
    }
}
