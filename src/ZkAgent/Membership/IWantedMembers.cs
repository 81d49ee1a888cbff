using ZkAgent.Core.Ensemble;

namespace ZkAgent.Membership;

/// <summary>Which ordinals the own StatefulSet asks for.</summary>
internal interface IWantedMembers
{
    /// <summary>The last answer of the API server, which may be some seconds old; unknown before the first one and while the API server does not answer.</summary>
    WantedMembers Last { get; }

    /// <summary>Reads the StatefulSet once, consistently, before something is done because of it. The answer becomes <see cref="Last"/> as well.</summary>
    /// <param name="cancellation">Ends the question early and throws. A failure is <see cref="WantedMembers.Unknown"/>, never an exception.</param>
    Task<WantedMembers> ReadAsync(CancellationToken cancellation);
}
