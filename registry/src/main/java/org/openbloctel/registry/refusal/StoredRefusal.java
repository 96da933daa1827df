package org.openbloctel.registry.refusal;

import java.util.Arrays;
import java.util.List;

/**
 * A refusal as it is stored, to be shown later.
 *
 * @param code the permanent code
 * @param arguments the refusal's fields as text
 */
public record StoredRefusal(String code, List<String> arguments) {
    /** Copies the arguments. */
    public StoredRefusal {
        arguments = List.copyOf(arguments);
    }

    /** The stored form of a refusal. */
    public static StoredRefusal of(Refusal refusal) {
        return new StoredRefusal(
                refusal.code(),
                Arrays.stream(refusal.arguments())
                        .map(argument -> storable(String.valueOf(argument)))
                        .toList());
    }

    /** Names of columns may hold NUL, as of a UTF-16 file that was read as another; PostgreSQL does not store it. */
    private static String storable(String argument) {
        return argument.replace('\0', '\ufffd');
    }
}
