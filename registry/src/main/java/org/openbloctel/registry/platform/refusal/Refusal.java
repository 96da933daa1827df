package org.openbloctel.registry.platform.refusal;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Why a request is refused. A record with typed fields; its code is permanent, its prose stands in the message bundles under
 * that code, with the record's fields as arguments in their order. Fields hold no phone number and no secret.
 */
public sealed interface Refusal
        permits AccessRefusal,
                CampaignRefusal,
                CaseRefusal,
                CertificateRefusal,
                CompanyRefusal,
                ComplaintRefusal,
                InspectionRefusal,
                ConsumerRefusal,
                DossierRefusal,
                HelpdeskRefusal,
                LawRefusal,
                ListRefusal,
                MailboxRefusal,
                RequestRefusal,
                SealingRefusal,
                SftpRefusal,
                SignalRefusal,
                SubmissionRefusal,
                WebhookRefusal {

    /** Whose move is next. */
    enum Category {
        /** The caller's: the request has to change. */
        CALLER,
        /** The caller's, after looking again: another request was faster. */
        CONFLICT,
        /** Neither side's: a limit in time or of the plan is reached. */
        CAPACITY,
        /** Ours: the service cannot answer for now. Never read as "callable". */
        OURS
    }

    /** The permanent code of a kind of refusal, and its category. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @interface Code {
        /** {@code BT-} and four digits. */
        String value();

        Category category() default Category.CALLER;

        /** The field of a form that it is about; empty where that depends on the form. */
        String about() default "";

        /** Where people read other words than programs: the key of these in the bundles, up to the value of a field. */
        String words() default "";

        Shape shape() default Shape.WORD;
    }

    /** What is written in the fields of a refusal, for those who look for its words. */
    enum Shape {
        /** A value. */
        WORD,
        /** A value whose words say it all in a form. */
        WHOLE,
        /** Values with commas between, which programs read as words, too. */
        LIST,
        /** A subject of the law, or a value. */
        SUBJECT,
        /** Columns of a file with commas between, {@code column 2} where one has no name. */
        COLUMNS,
        /** Columns by their French names, with the names for programs in brackets. */
        BOTH_NAMES
    }

    /** The codes of all kinds of refusals, in their order. */
    static List<Code> codes() {
        return Arrays.stream(Refusal.class.getPermittedSubclasses())
                .flatMap(family -> Arrays.stream(family.getPermittedSubclasses()))
                .map(kind -> kind.getAnnotation(Code.class))
                .sorted(Comparator.comparing(Code::value))
                .toList();
    }

    /** The permanent code, such as {@code BT-0203}. */
    default String code() {
        return annotation().value();
    }

    /** Whose move is next. */
    default Category category() {
        return annotation().category();
    }

    /** The field of a form that it is about; empty where that depends on the form. */
    default String about() {
        return annotation().about();
    }

    /** The record's fields in their order, for the message. */
    default Object[] arguments() {
        return Arrays.stream(getClass().getRecordComponents())
                .map(this::valueOf)
                .toArray();
    }

    private Object valueOf(RecordComponent field) {
        try {
            return field.getAccessor().invoke(this);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private Code annotation() {
        Code code = getClass().getAnnotation(Code.class);
        if (code == null) {
            throw new IllegalStateException(getClass() + " has no code");
        }
        return code;
    }

    /**
     * A refusal as it is stored, to be shown later.
     *
     * @param code the permanent code
     * @param arguments the refusal's fields as text
     */
    record Stored(String code, List<String> arguments) {
        /** Copies the arguments. */
        public Stored {
            arguments = List.copyOf(arguments);
        }

        /** The stored form of a refusal. */
        public static Stored of(Refusal refusal) {
            return new Stored(
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
}
