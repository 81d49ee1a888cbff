namespace ZkAgent.Core.Tests.Models;

/// <summary>One step of a model and where it leads.</summary>
/// <typeparam name="TWorld">A state of the model.</typeparam>
internal interface IMove<out TWorld>
{
    /// <summary>What happens, to which member.</summary>
    string Text { get; }

    /// <summary>The next state.</summary>
    TWorld To { get; }
}
