package org.openbloctel.registry.platform.refusal;

/** Refusals of the SFTP server, and of the keys that open it. Codes BT-0740 to BT-0759. */
public sealed interface SftpRefusal extends Refusal {
    /** A file cannot be called so. */
    @Code("BT-0740")
    record BadName(int longest) implements SftpRefusal {}

    /** There is no file or folder of this name. */
    @Code("BT-0741")
    record NoSuchFile() implements SftpRefusal {}

    /** A file of this name is there already. */
    @Code(value = "BT-0742", category = Category.CONFLICT)
    record AlreadyThere() implements SftpRefusal {}

    /** A session is still writing to the file, or its transfer was cut off. */
    @Code(value = "BT-0743", category = Category.CONFLICT)
    record NotFinished() implements SftpRefusal {}

    /** Another connection has gone on with the file, or it was taken. */
    @Code(value = "BT-0744", category = Category.CONFLICT)
    record TakenMeanwhile() implements SftpRefusal {}

    /** Bytes belong behind those that are here. */
    @Code(value = "BT-0745", category = Category.CONFLICT)
    record WrongPlace(long size) implements SftpRefusal {}

    /** A company has too much lying in its folders that is not finished. */
    @Code(value = "BT-0746", category = Category.CAPACITY)
    record InboxFull(int files, long megabytes) implements SftpRefusal {}

    /** What was given is no public key, or one that is not strong enough. */
    @Code("BT-0747")
    record BadPublicKey() implements SftpRefusal {}

    /** The company has this key already. */
    @Code(value = "BT-0748", category = Category.CONFLICT)
    record KeyAlreadyThere() implements SftpRefusal {}

    /** The company has no such key. */
    @Code("BT-0749")
    record UnknownSftpKey() implements SftpRefusal {}

    /** Nothing can be changed there. */
    @Code("BT-0750")
    record ReadOnly() implements SftpRefusal {}

    /** A private key was given where a public one belongs. */
    @Code("BT-0751")
    record PrivateKeyGiven() implements SftpRefusal {}

    /** A file for no campaign has a name without an ending: it may have been meant for a campaign's folder that is not there. */
    @Code("BT-0752")
    record NoEnding() implements SftpRefusal {}
}
