namespace ZkAgent.Core.Settings;

/// <summary>The settings of TLS and authentication; <see cref="SettingCatalog.All"/> contains them.</summary>
public static class SecurityCatalog
{
    // TLS for clients
    public static readonly Setting ClientTls = new("ZK_CLIENT_TLS", "off", "TLS for clients: off; also (and the plaintext port stays open); only (the plaintext port listens on 127.0.0.1 for the agent alone)");
    public static readonly Setting ClientTlsPort = new("ZK_CLIENT_TLS_PORT", "2281", "port for clients with TLS") { Aliases = ["ZOO_TLS_PORT_NUMBER"] };
    public static readonly Setting ClientTlsDir = new("ZK_CLIENT_TLS_DIR", "/etc/zookeeper/tls/client", "directory with tls.crt, tls.key and ca.crt (PEM) of the client port");
    public static readonly Setting ClientTlsAuth = new("ZK_CLIENT_TLS_AUTH", "need", "certificates of clients: need, want (checked if there is one) or none") { Aliases = ["ZOO_TLS_CLIENT_AUTH"] };
    public static readonly Setting ClientTlsProtocols = new("ZK_CLIENT_TLS_PROTOCOLS", "TLSv1.2,TLSv1.3", "versions of TLS that clients may use");
    public static readonly Setting ClientTlsKeyPasswordFile = new("ZK_CLIENT_TLS_KEY_PASSWORD_FILE", "", "file with the password of an encrypted tls.key");
    public static readonly Setting ClientTlsKeyStore = new("ZK_CLIENT_TLS_KEY_STORE", "", "a JKS or PKCS#12 file instead of tls.crt and tls.key; ZooKeeper gets it as it is, and the agent does not check it") { Aliases = ["ZOO_TLS_CLIENT_KEYSTORE_FILE"] };
    public static readonly Setting ClientTlsKeyStorePasswordFile = new("ZK_CLIENT_TLS_KEY_STORE_PASSWORD_FILE", "", "file with its password") { Aliases = ["ZOO_TLS_CLIENT_KEYSTORE_PASSWORD_FILE"] };
    public static readonly Setting ClientTlsTrustStore = new("ZK_CLIENT_TLS_TRUST_STORE", "", "a JKS or PKCS#12 file instead of ca.crt") { Aliases = ["ZOO_TLS_CLIENT_TRUSTSTORE_FILE"] };
    public static readonly Setting ClientTlsTrustStorePasswordFile = new("ZK_CLIENT_TLS_TRUST_STORE_PASSWORD_FILE", "", "file with its password") { Aliases = ["ZOO_TLS_CLIENT_TRUSTSTORE_PASSWORD_FILE"] };

    // TLS between members
    public static readonly Setting QuorumTls = new("ZK_QUORUM_TLS", "off", "TLS between members: off, accept, prefer, require; a running ensemble goes up or down by one step in each rolling restart");
    public static readonly Setting QuorumTlsDir = new("ZK_QUORUM_TLS_DIR", "/etc/zookeeper/tls/quorum", "directory with tls.crt, tls.key and ca.crt (PEM) of the member; a certificate of a CA in ca.crt makes its holder a member");
    public static readonly Setting QuorumTlsKeyPasswordFile = new("ZK_QUORUM_TLS_KEY_PASSWORD_FILE", "", "file with the password of an encrypted tls.key");
    public static readonly Setting QuorumTlsKeyStore = new("ZK_QUORUM_TLS_KEY_STORE", "", "a JKS or PKCS#12 file instead of tls.crt and tls.key; ZooKeeper gets it as it is, and the agent does not check it") { Aliases = ["ZOO_TLS_QUORUM_KEYSTORE_FILE"] };
    public static readonly Setting QuorumTlsKeyStorePasswordFile = new("ZK_QUORUM_TLS_KEY_STORE_PASSWORD_FILE", "", "file with its password") { Aliases = ["ZOO_TLS_QUORUM_KEYSTORE_PASSWORD_FILE"] };
    public static readonly Setting QuorumTlsTrustStore = new("ZK_QUORUM_TLS_TRUST_STORE", "", "a JKS or PKCS#12 file instead of ca.crt") { Aliases = ["ZOO_TLS_QUORUM_TRUSTSTORE_FILE"] };
    public static readonly Setting QuorumTlsTrustStorePasswordFile = new("ZK_QUORUM_TLS_TRUST_STORE_PASSWORD_FILE", "", "file with its password") { Aliases = ["ZOO_TLS_QUORUM_TRUSTSTORE_PASSWORD_FILE"] };

    // Authentication between members
    public static readonly Setting QuorumSasl = new("ZK_QUORUM_SASL", "off", "authentication between members (SASL): off, offer, learner, require; a running ensemble goes up or down by one step in each rolling restart");
    public static readonly Setting QuorumSaslUser = new("ZK_QUORUM_SASL_USER", "quorum", "user as which each member authenticates to the others");
    public static readonly Setting QuorumSaslPasswordFile = new("ZK_QUORUM_SASL_PASSWORD_FILE", "/etc/zookeeper/sasl/quorum/password", "file with that user's password, the same on all members");
    public static readonly Setting QuorumSaslSecondUser = new("ZK_QUORUM_SASL_SECOND_USER", "", "a second user that members accept, while the password is being changed");
    public static readonly Setting QuorumSaslSecondPasswordFile = new("ZK_QUORUM_SASL_SECOND_PASSWORD_FILE", "", "file with the second user's password");

    // Authentication of clients
    public static readonly Setting ClientSasl = new("ZK_CLIENT_SASL", "off", "authentication of clients (SASL DIGEST-MD5): off, allow (clients without it are served), require");
    public static readonly Setting ClientSaslUsersDir = new("ZK_CLIENT_SASL_USERS_DIR", "/etc/zookeeper/sasl/users", "directory with a file for each user: the name of the file is the user, its content the password");
    public static readonly Setting ClientSaslRootAcl = new("ZK_CLIENT_SASL_ROOT_ACL", "open", "who may write below / when the ensemble is new: open (everyone) or users (the users of ZK_CLIENT_SASL_USERS_DIR)");
    public static readonly Setting JaasFile = new("ZK_JAAS_FILE", "", "your own JAAS file (Kerberos) instead of users and passwords; it needs the sections Server, QuorumServer, QuorumLearner of what is on");

    public static readonly IReadOnlyList<Setting> All =
    [
        ClientTls, ClientTlsPort, ClientTlsDir, ClientTlsAuth, ClientTlsProtocols, ClientTlsKeyPasswordFile,
        ClientTlsKeyStore, ClientTlsKeyStorePasswordFile, ClientTlsTrustStore, ClientTlsTrustStorePasswordFile,
        QuorumTls, QuorumTlsDir, QuorumTlsKeyPasswordFile,
        QuorumTlsKeyStore, QuorumTlsKeyStorePasswordFile, QuorumTlsTrustStore, QuorumTlsTrustStorePasswordFile,
        QuorumSasl, QuorumSaslUser, QuorumSaslPasswordFile, QuorumSaslSecondUser, QuorumSaslSecondPasswordFile,
        ClientSasl, ClientSaslUsersDir, ClientSaslRootAcl, JaasFile,
    ];
}
