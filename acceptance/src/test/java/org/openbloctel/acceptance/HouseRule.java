package org.openbloctel.acceptance;

import java.util.List;
import java.util.function.Function;

/** The house rules, each a look at all files of the repository that finds the faults. */
enum HouseRule {
    METHOD_LENGTH(JavaRules::longMethods),
    CLASS_NAME(JavaRules::vagueClassNames),
    PACKAGE_NAME(JavaRules::vaguePackageNames),
    TEST_IS_RUN(JavaRules::testsThatNeverRun),
    ONE_FUZZ_TARGET(JavaRules::secondFuzzTargets),
    NO_SLEEP_IN_TESTS(TextRules::sleepsInTests),
    FILE_LENGTH(TextRules::longFiles),
    FILE_SIZE(TextRules::largeFiles),
    README_LENGTH(TextRules::longReadmes),
    NO_BARE_REMINDER(TextRules::bareReminders),
    BLANKS(TextRules::blanks),
    NO_MACHINE_PATH(TextRules::machinePaths),
    NO_REGISTRY_HOST(TextRules::registryHosts),
    NO_SECRET(SecretRules::secrets),
    NO_FILE_OF_KEYS(SecretRules::filesOfKeys),
    SUBJECT_HAS_A_NAME(TextRules::unnamedSubjects),
    MESSAGES_IN_STEP(MessageRules::bundlesOutOfStep),
    MESSAGE_IS_USED(MessageRules::unusedMessages),
    NO_LITERAL_IN_TEMPLATES(TemplateRules::literalTexts),
    TEMPLATE_IS_USED(TemplateRules::unusedTemplates),
    CONDITION_IS_OBEYED(TemplateRules::conditionsPassedOver),
    REFUSAL_IS_IN_THE_TITLE(TemplateRules::refusalsMissingFromTheTitle);

    // Always a reference to a static method: immutable, though its type cannot say so.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Function<List<RepositoryFile>, List<Fault>> check;

    HouseRule(Function<List<RepositoryFile>, List<Fault>> check) {
        this.check = check;
    }

    List<Fault> faults(List<RepositoryFile> files) {
        return check.apply(files);
    }
}
