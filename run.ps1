# The twin of ./run for Windows tills: sets up what is missing, then starts the till. Needs Python 3.11 or newer.
#
#   .\run.ps1 [OPTIONS]      the demonstration shop: hub, till and window
#   .\run.ps1 test [ARGS]    the tests (arguments go to pytest)
#   .\run.ps1 check          format, lint, types, import rules, size cap; each bench and the pictures on a small scale
#   .\run.ps1 bench [NAME]   measurements against floors taken in the same run
#   .\run.ps1 shots DIR      pictures of every screen
#   .\run.ps1 hub ARGS       the central API
#   .\run.ps1 order          one more online order for the demonstration shop that is open (--list: with their codes)
#   .\run.ps1 setup [test]   only the setting up
#   .\run.ps1 lock           requirements*.txt from requirements*.in (needs uv)
#   .\run.ps1 COMMAND ARGS   replay, verify, doctor, backup, backup-key, open-backup, rescue, print-check or order; each takes --help
#
# OPTIONS:
#   --data-dir DIR     where the till keeps its files
#   --profile NAME     another till of this machine: "" is its own, demo (the usual one) has a hub beside it
#   --language zh|en   the language of the screen
#   --version          print the version
#   --help             print this
#
# Exit code: the program's own; 69 when this machine lacks something that only a person can install.
# No param block: every argument, also one that begins with a dash, belongs to the program.

$ErrorActionPreference = 'Stop'
$Root = $PSScriptRoot
$Venv = Join-Path $Root '.venv'
$Py = Join-Path $Venv 'Scripts\python.exe'

function Say([string]$Text) { [Console]::Error.WriteLine($Text) }

# What the lines at the top of this file say.
function Show-Help {
    foreach ($line in @(Get-Content -Encoding UTF8 $PSCommandPath | Select-Object -Skip 3)) {
        if (-not $line.StartsWith('#')) { return }
        $line -replace '^# ?', ''
    }
}

function Stop-Lacking([string]$Text) {
    Say "posapp: $Text"
    exit 69
}

# The command that starts a Python that is new enough, as an array.
function Find-Python {
    $test = 'import sys; sys.exit(sys.version_info < (3, 11))'
    foreach ($name in @('py', 'python', 'python3')) {
        if (-not (Get-Command $name -ErrorAction SilentlyContinue)) { continue }
        $start = if ($name -eq 'py') { @('py', '-3') } else { @($name) }
        $rest = @($start | Select-Object -Skip 1) + @('-c', $test)
        & $start[0] @rest
        if ($LASTEXITCODE -eq 0) { return , $start }
    }
    Stop-Lacking 'Python 3.11 or newer is needed: install it for all users, then start again.'
}

# One name for the contents of both requirements files, whatever their line ends.
function Get-Sum {
    $text = ''
    foreach ($name in @('requirements.txt', 'requirements-dev.txt')) {
        $text += [IO.File]::ReadAllText((Join-Path $Root $name)).Replace("`r", '')
    }
    $sha = [Security.Cryptography.SHA256]::Create()
    $hash = $sha.ComputeHash([Text.Encoding]::UTF8.GetBytes($text))
    return [BitConverter]::ToString($hash).Replace('-', '').Substring(0, 16)
}

# Is the environment complete? What tests need includes what the program needs.
function Test-Installed([string]$For, [string]$Sum) {
    if (-not (Test-Path $Py)) { return $false }
    if (Test-Path (Join-Path $Venv "ready-$For-$Sum")) { return $true }
    return ($For -eq 'run') -and (Test-Path (Join-Path $Venv "ready-test-$Sum"))
}

# A start that is cut off in the middle leaves the mark "half-made" and no stamp: the next one begins again.
function Install-PythonPackages([string]$File, [string]$Sum) {
    $mark = Join-Path $Venv 'half-made'
    $hasPip = $false
    # What an open shop runs on is completed and never cleared.
    $whole = -not (Test-Path $mark) -or (Test-Path (Join-Path $Venv "ready-run-$Sum"))
    if ((Test-Path $Py) -and $whole) {
        & $Py -c 'import pip'
        $hasPip = $LASTEXITCODE -eq 0
    }
    if (-not $hasPip) {
        Say 'posapp: making .venv'
        $start = Find-Python
        $rest = @($start | Select-Object -Skip 1) + @('-m', 'venv', '--clear', $Venv)
        & $start[0] @rest
        if ($LASTEXITCODE -ne 0) { Stop-Lacking 'python -m venv failed; see above, then start again.' }
    }
    New-Item -ItemType File -Force $mark | Out-Null
    Get-ChildItem $Venv -Filter 'ready-*' | Where-Object { $_.Name -notlike "*-$Sum" } | Remove-Item
    Say 'posapp: installing Python packages (once, about a minute)'
    & $Py -m pip install --quiet --disable-pip-version-check --retries 10 --timeout 60 `
        --require-hashes --only-binary :all: -r (Join-Path $Root $File)
    if ($LASTEXITCODE -ne 0) { Stop-Lacking 'pip failed; see above, then start again.' }
    Remove-Item $mark
    foreach ($package in @('posapp', 'ui', 'sync', 'printing', 'hub')) {
        & $Py -m compileall -q (Join-Path $Root $package) | Out-Null
    }
}

function Initialize-For([string]$For) {
    $sum = Get-Sum
    if (Test-Installed $For $sum) { return }
    $file = if ($For -eq 'test') { 'requirements-dev.txt' } else { 'requirements.txt' }
    Install-PythonPackages $file $sum
    New-Item -ItemType File -Force (Join-Path $Venv "ready-$For-$sum") | Out-Null
}

# PYTHONPATH: the checkout, whatever folder the person is in; -P: that folder itself is not searched.
function Invoke-Module([string[]]$Arguments) {
    $before = $env:PYTHONPATH
    $env:PYTHONPATH = if ($before) { "$Root;$before" } else { $Root }
    try { & $Py -P @Arguments }
    finally { $env:PYTHONPATH = $before }
}

function Invoke-Check {
    $steps = [ordered]@{
        'format'       = @('-m', 'ruff', 'format', '--check', '--quiet', '.')
        'lint'         = @('-m', 'ruff', 'check', '--quiet', '.')
        'types'        = @('-m', 'mypy')
        'import rules' = @('-c', 'from importlinter.cli import lint_imports_command as main; main()', '--no-logo')
        'architecture' = @('-m', 'pytest', '--quiet', 'tests/architecture')
        'benches and pictures, small' = @('-m', 'pytest', '--quiet', 'tests/bench')
    }
    $failed = @()
    foreach ($title in $steps.Keys) {
        Say "== $title"
        Invoke-Module $steps[$title]
        if ($LASTEXITCODE -ne 0) { $failed += $title }
    }
    if ($failed) {
        Say "posapp: check failed: $($failed -join '; ')"
        exit 1
    }
    Say 'posapp: check passed'
    exit 0
}

function Invoke-Lock {
    if (-not (Get-Command uv -ErrorAction SilentlyContinue)) {
        Stop-Lacking '.\run.ps1 lock needs uv (https://docs.astral.sh/uv).'
    }
    $options = @('--quiet', '--universal', '--python-version', '3.11', '--generate-hashes', '--no-emit-index-url', '--no-header')
    & uv pip compile @options requirements.in -o requirements.txt
    if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
    & uv pip compile @options requirements-dev.in -c requirements.txt -o requirements-dev.txt
    exit $LASTEXITCODE
}

$command = if ($args.Count -gt 0) { [string]$args[0] } else { '' }
$others = @($args | Select-Object -Skip 1)
if (@('test', 'check', 'bench', 'shots') -contains $command -and -not $env:QT_QPA_PLATFORM) {
    $env:QT_QPA_PLATFORM = 'offscreen'
}
$here = Get-Location
try {
    $own = @('check', 'setup', 'lock') -contains $command
    $asked = if ($own -and $others.Count -gt 0) { [string]$others[0] } else { $command }
    if (@('-h', '--help') -contains $asked) {
        Show-Help
        exit 0
    }
    elseif ($command -eq '' -or $command.StartsWith('-')) {
        Initialize-For 'run'
        Invoke-Module (@('-m', 'posapp', '--profile', 'demo') + $args)
    }
    elseif ($command -eq 'test') {
        Initialize-For 'test'
        Set-Location $Root
        Invoke-Module (@('-m', 'pytest') + $others)
    }
    elseif ($command -eq 'check') {
        Initialize-For 'test'
        Set-Location $Root
        Invoke-Check
    }
    elseif ($command -eq 'bench') {
        Initialize-For 'test'
        Invoke-Module (@('-m', 'bench') + $others)
    }
    elseif ($command -eq 'shots') {
        Initialize-For 'test'
        Invoke-Module (@('-m', 'bench.shots') + $others)
    }
    elseif ($command -eq 'hub') {
        Initialize-For 'run'
        Invoke-Module (@('-m', 'hub') + $others)
    }
    elseif ($command -eq 'setup') {
        Initialize-For $(if ($others.Count -gt 0 -and $others[0] -eq 'test') { 'test' } else { 'run' })
        exit 0
    }
    elseif ($command -eq 'lock') {
        Set-Location $Root
        Invoke-Lock
    }
    else {
        Initialize-For 'run'
        Invoke-Module (@('-m', 'posapp') + $args)
    }
    exit $LASTEXITCODE
}
finally {
    Set-Location $here
}
